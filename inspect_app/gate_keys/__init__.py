"""The school's private keys to what its guards seal. They lie on the server alone; phones have the public half."""
