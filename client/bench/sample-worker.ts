import * as Y from 'yjs'
import { sampleBoard } from './sample.ts'

// Runs beside the page, as a server does: making the document is no part of showing it. The worker's name is the count.
const update = new Uint8Array(Y.encodeStateAsUpdate(sampleBoard(Number(self.name))))
postMessage(update, { transfer: [update.buffer] })
