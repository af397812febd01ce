"""Files of other programs: bytes in, drafts of people out. Pure: opens no file, fetches nothing."""
