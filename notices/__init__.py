"""Messages: what people are told in the portal, and the e-mails owed to them."""
