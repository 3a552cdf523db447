"""What can be counted on a blueprint: elapsed time, handoffs. Used by rules, and by the reports to come."""
