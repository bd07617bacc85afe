-- The member who invited, where it was done over the network: whoever invites does not take the invitation up.
ALTER TABLE invitation ADD COLUMN inviter TEXT;
