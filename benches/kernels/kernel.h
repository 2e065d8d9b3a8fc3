/* A kernel in C: its result must equal its Julia twin's. Linked with main.c, which times it. */
long kernel(void);
