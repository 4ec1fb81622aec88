"""The manager's area: the setup of the business, edited as a draft and saved on command."""
