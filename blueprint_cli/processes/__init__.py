"""Linked process models: whether a file is BPMN 2.0, and which processes and activities it holds."""
