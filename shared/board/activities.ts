import type * as Y from 'yjs'
import { activitiesRoot } from './document.ts'

/** The part of JSON that a Yjs map keeps as one value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [field: string]: Json }

/** The state that the server has written for an activity. Undefined before the first time. */
export function readActivity(doc: Y.Doc, name: string): unknown {
  return activitiesRoot(doc).get(name)
}

/** Server only: participants cannot write activities. Replaces the whole value. */
export function writeActivity(doc: Y.Doc, name: string, state: Json): void {
  doc.transact(() => activitiesRoot(doc).set(name, state))
}
