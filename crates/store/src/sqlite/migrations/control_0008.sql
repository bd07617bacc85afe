-- With what whoever is signed in proved anew who they are: a signature says so.
ALTER TABLE session ADD COLUMN proved_by TEXT;
