//! What a page shows, whole; and what must never stand in it.
