import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
} from 'node:fs'
import { join } from 'node:path'
import { hashOf } from './build.js'
import { root } from './run.js'

const kept = join(root, '.cache', 'program')
/** A server that was upgraded twice and never restarted has none any more. */
const keptCopies = 3
const parts = ['server', 'shared', 'package.json']

/**
 * The folder of a copy of the program. A server runs from it, so that a pull changes neither the server nor the processes
 * that it starts. In a tree that cannot be written to, which nobody pulls into, it is the tree itself.
 */
export function copyOfProgram() {
  const copy = join(kept, hashOf(parts).slice(0, 16))
  try {
    if (!existsSync(copy)) writeCopy(copy)
    utimesSync(copy, new Date(), new Date())
    removeOldCopies()
    return copy
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes(error.code)) throw error
    return root
  }
}

function writeCopy(copy) {
  const next = `${copy}-${process.pid}`
  mkdirSync(next, { recursive: true })
  for (const part of parts) cpSync(join(root, part), join(next, part), { recursive: true })
  for (const part of ['node_modules', 'dist']) symlinkSync(join(root, part), join(next, part), 'junction')
  renameSync(next, copy)
}

function removeOldCopies() {
  const copies = readdirSync(kept).map((name) => join(kept, name))
  const age = (path) => -statSync(path).mtimeMs
  const old = copies.sort((a, b) => age(a) - age(b)).slice(keptCopies)
  for (const path of old) rmSync(path, { recursive: true, force: true })
}
