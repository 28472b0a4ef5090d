import { mergedTitleLimit, mergedWordingLimit, mergeFactor, noteTextLimit } from '#shared/board/limits.ts'
import { isId } from '#shared/board/id.ts'
import { peopleRoots, Shape, type PeopleRoot } from '#shared/board/schema.ts'
import { Content, TypeRef, type Struct } from './parse-update.ts'
import { malformed, Refused, unknownPlace } from './refused.ts'
import {
  isBoolean,
  isDrawnArea,
  isFacts,
  isFactsOfAnySize,
  isPlace,
  isPlaceAnywhere,
  isSmall,
  isWord,
} from './values.ts'

/** A kind of list in the document: the entries of a root, or a list inside an entry. */
export interface Slot {
  /** Null where only the server writes. */
  readonly root: PeopleRoot | null
  /** A list of the root itself, one for each key: its last value is the entry. */
  readonly isEntry: boolean
  /** Whether the schema has this content here. */
  readonly accepts: (struct: Struct) => boolean
  /** The reason for not accepting it, where that is not simply an unknown place. */
  readonly refusalOf?: (struct: Struct) => Refused | undefined
  /** The kind of a list inside a value of this one, under this key. Refuses what the schema does not have. */
  readonly inside: (key: string | null) => Slot
  /** Letters of a text; 0 in lists that are no texts. */
  readonly maxLetters: number
}

/** The lists of roots that only the server writes. */
export const governedSlot: Slot = {
  root: null,
  isEntry: true,
  accepts: () => false,
  inside: refuseInside,
  maxLetters: 0,
}

/** By root: the kind of its entries. */
export const entrySlots: ReadonlyMap<PeopleRoot, Slot> = new Map(
  peopleRoots.map((root) => [root, entrySlotOf(root)]),
)

function entrySlotOf(root: PeopleRoot): Slot {
  const entry = { root, isEntry: true, maxLetters: 0 }
  switch (root.shape) {
    case Shape.facts:
      return { ...entry, accepts: eachValue(isFacts), refusalOf: refusalOfFacts, inside: refuseInside }
    case Shape.place:
      return { ...entry, accepts: eachValue(isPlace), refusalOf: refusalOfPlace, inside: refuseInside }
    case Shape.text:
      return { ...entry, accepts: isText, inside: lettersInside(root, noteTextLimit * mergeFactor) }
    case Shape.wording:
      return { ...entry, accepts: () => false, inside: lettersInside(root, mergedWordingLimit) }
    case Shape.area:
      return { ...entry, accepts: eachValue(isDrawnArea), inside: refuseInside }
    case Shape.cluster:
      return { ...entry, accepts: isMap, inside: fieldsInside(root) }
    case Shape.jsonById:
    case Shape.jsonByName:
      throw new Error(`people cannot write ${root.name}: the guard has no rule for the shape ${root.shape}`)
  }
}

function fieldsInside(root: PeopleRoot): Slot['inside'] {
  const field = { root, isEntry: false, maxLetters: 0, inside: refuseUnknown }
  const fields = new Map<string, Slot>([
    ['title', { ...field, accepts: isText, inside: lettersInside(root, mergedTitleLimit) }],
    ['tint', { ...field, accepts: eachValue(isWord) }],
    ['isCollapsed', { ...field, accepts: eachValue(isBoolean) }],
  ])
  const newer: Slot = { ...field, accepts: eachValue(isSmall) }
  return (key) => {
    if (!isId(key)) throw unknownPlace()
    return fields.get(key) ?? newer
  }
}

/** People who write at once each see only their own limit. */
function lettersInside(root: PeopleRoot, maxLetters: number): Slot['inside'] {
  const letters: Slot = {
    root,
    isEntry: false,
    accepts: isLetters,
    inside: refuseInside,
    maxLetters,
  }
  return (key) => {
    if (key !== null) throw unknownPlace()
    return letters
  }
}

function refusalOfFacts(struct: Struct): Refused | undefined {
  return eachValue(isFactsOfAnySize)(struct) ? new Refused('note_size') : undefined
}

function refusalOfPlace(struct: Struct): Refused | undefined {
  return eachValue(isPlaceAnywhere)(struct) ? new Refused('outside_board') : undefined
}

function refuseInside(): never {
  throw malformed()
}

function refuseUnknown(): never {
  throw unknownPlace()
}

function isText({ content, value }: Struct): boolean {
  return content === Content.type && value === TypeRef.text
}

function isMap({ content, value }: Struct): boolean {
  return content === Content.type && value === TypeRef.map
}

function isLetters({ content }: Struct): boolean {
  return content === Content.string
}

/** Yjs keeps JSON in lists. Former values of a key that undo holds on to come merged into one struct. */
function eachValue(isValid: (value: unknown) => boolean): Slot['accepts'] {
  return ({ content, value }) => content === Content.any && Array.isArray(value) && value.every(isValid)
}
