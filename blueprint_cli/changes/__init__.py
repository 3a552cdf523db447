"""What differs between two blueprints: matching, facts, levels, measures, accounts. Pure functions; nothing prints."""
