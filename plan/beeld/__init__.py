"""The picture in words: five sentences for a council member, and what must be discussed this month."""
