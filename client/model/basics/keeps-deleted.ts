/**
 * True when bytes of deleted rows stay for a while where the server keeps boards: in PostgreSQL. The server writes it into
 * its documents. A file of its own: nothing needs it before the first paint.
 */
export const keepsDeleted =
  typeof document !== 'undefined' && document.documentElement.dataset['keeps'] === 'deleted'
