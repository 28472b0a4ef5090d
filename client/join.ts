/** The first script of a person who opens a link. Nothing imports it, so that nothing starts the join form by accident. */
import { startJoin } from './start-join.ts'

const root = document.getElementById('root')
if (!root) throw new Error('join.html has no #root')

// The same condition as in main.tsx: the page's own sentence says which browsers will do.
if ('toWellFormed' in String.prototype && 'Segmenter' in Intl) await startJoin(root)
