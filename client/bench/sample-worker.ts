import * as Y from 'yjs'
import { sampleBoard } from './sample.ts'

// Beside the page, as a server is: making the document is no part of showing it. Its number of notes is the worker's name.
const update = new Uint8Array(Y.encodeStateAsUpdate(sampleBoard(Number(self.name))))
postMessage(update, { transfer: [update.buffer] })
