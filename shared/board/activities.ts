import type * as Y from 'yjs'
import { activitiesRoot } from './document.ts'

/** The part of JSON that a Yjs map keeps as one value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [field: string]: Json }

/**
 * The root `activities` has a value under the name of an activity. An activity whose state is a list has an entry for each
 * item instead, under `name/id`: a change sends one item and not all of them. Of an object with items, the item counts.
 */
const itemMark = '/'

/**
 * The state that the server has written for an activity; of one with items an object of them by id. Undefined before the
 * first time.
 */
export function readActivity(doc: Y.Doc, name: string): unknown {
  return activityStates(doc)[name]
}

/** One item of an activity's state; undefined when there is none. */
export function readActivityItem(doc: Y.Doc, name: string, id: string): unknown {
  const root = activitiesRoot(doc)
  const item: unknown = root.get(`${name}${itemMark}${id}`)
  if (item !== undefined) return item
  const whole: unknown = root.get(name)
  return isObject(whole) && Object.hasOwn(whole, id) ? whole[id] : undefined
}

/** The states of all activities, by name. */
export function activityStates(doc: Y.Doc): Readonly<Record<string, unknown>> {
  const states: Record<string, unknown> = {}
  const items: Record<string, Record<string, unknown>> = {}
  for (const [key, value] of activitiesRoot(doc)) {
    const at = key.indexOf(itemMark)
    if (at < 0) states[key] = value
    else (items[key.slice(0, at)] ??= {})[key.slice(at + 1)] = value
  }
  for (const [name, own] of Object.entries(items)) {
    const whole = states[name]
    if (whole === undefined || isObject(whole)) states[name] = { ...whole, ...own }
  }
  return states
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The activity to which an entry of the root belongs. */
export function activityOfEntry(key: string): string {
  const [name = ''] = key.split(itemMark)
  return name
}

/** Server only. Makes the state of an activity this one; undefined removes it. Equal states are not touched. */
export function replaceActivity(doc: Y.Doc, name: string, state: Json | undefined): void {
  if (JSON.stringify(readActivity(doc, name)) === JSON.stringify(state)) return
  doc.transact(() => {
    const root = activitiesRoot(doc)
    for (const key of root.keys()) if (activityOfEntry(key) === name) root.delete(key)
    if (state !== undefined) root.set(name, state)
  })
}

/** The part of an activity's state that a file keeps: one value, or an entry for each item. */
export type KeptState = { readonly whole: Json } | { readonly items: Readonly<Record<string, Json>> }

/** Server only, on the document of a new board. */
export function writeKeptState(doc: Y.Doc, name: string, kept: KeptState): void {
  if ('whole' in kept) writeActivity(doc, name, kept.whole)
  else for (const [id, item] of Object.entries(kept.items)) writeActivityItem(doc, name, id, item)
}

/** Server only: participants cannot write activities. Replaces the whole value. */
export function writeActivity(doc: Y.Doc, name: string, state: Json): void {
  doc.transact(() => activitiesRoot(doc).set(name, state))
}

/** Server only. Null removes the item. */
export function writeActivityItem(doc: Y.Doc, name: string, id: string, item: Json): void {
  const key = `${name}${itemMark}${id}`
  doc.transact(() => {
    if (item === null) activitiesRoot(doc).delete(key)
    else activitiesRoot(doc).set(key, item)
  })
}

/** The public state of steps that ask stands under this name: an item for each step. */
export const askedName = 'asked'

/** True while a secret question is open: nobody may see where others point. */
export function hasSecretAsking(doc: Y.Doc): boolean {
  // Only the server writes activities.
  const items = activitiesRoot(doc) as Y.Map<{ readonly audience?: unknown; readonly shown?: unknown } | null>
  for (const [key, item] of items)
    if (key.startsWith(askedName) && item?.shown === null && item.audience === 'secret') return true
  return false
}
