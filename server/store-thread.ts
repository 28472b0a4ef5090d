import { lastGoodState, openArchive } from './archive/open-archive.ts'
import { serveStore } from './store/sqlite/serve-store.ts'

/** The store's thread: the rows are the store's, the documents made of them the archive's. */
serveStore({ openArchive, lastGoodState })
