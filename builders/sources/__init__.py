"""Where reports come from: files, folders, pages, archives and corpora, each read as one text or refused."""
