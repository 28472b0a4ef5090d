import { parentPort, workerData } from 'node:worker_threads'
import { attack, type Siege } from './attackers.ts'

/** A thread of its own, so that what attacks cost their sender delays no honest client's clock. */
let isOver = false
parentPort?.once('message', () => (isOver = true))
parentPort?.postMessage(await attack(workerData as Siege, () => isOver))
