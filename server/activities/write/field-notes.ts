import { createHash } from 'node:crypto'
import type { Static } from 'typebox'
import { audiencesIn } from '#shared/activities/audiences.ts'
import { rightToKeep } from '#shared/activities/step-rights.ts'
import { barrierTo } from '#shared/activities/policy.ts'
import type {
  AddNoteSchema,
  ChangeNoteSchema,
  TakeBackNoteSchema,
} from '#shared/activities/write/commands.ts'
import { kindsOf, takesPhoto } from '#shared/agenda/field-parts.ts'
import { findStep } from '#shared/agenda/steps.ts'
import { isLeft, isTakingNotes } from '#shared/activities/steps-over.ts'
import type { Field, Step, StepPath } from '#shared/agenda/template.ts'
import { readAgenda } from '#shared/board/agenda.ts'
import { keepDecidedWords } from '#shared/board/decided-words.ts'
import { notesRoot } from '#shared/board/document.ts'
import {
  addNote,
  changeWords,
  kindTints,
  readNote,
  removeNotes,
  topOf,
  markLateNotes,
  type NewNote,
} from '#shared/board/note.ts'
import { writeSignature } from '#shared/board/signatures.ts'
import { boardStateOf } from '#shared/board/state.ts'
import { phaseOf, readTables } from '#shared/board/tables.ts'
import type { RefusalCode } from '#shared/wire/command.ts'
import { isSigned } from '#shared/workshop/audience.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { Role } from '#shared/workshop/role.ts'
import { tableOf } from '#shared/workshop/tables.ts'
import { WritingMode } from '#shared/workshop/writing.ts'
import { Bucket } from '../../basics/bucket.ts'
import type { ActivityTools } from '../../contracts/activity.ts'
import type { LiveBoard, Session } from '../../contracts/live-board.ts'
import { spotsFor } from '../../documents/new-note-spots.ts'

type Adding = Static<typeof AddNoteSchema>
type Changing = Static<typeof ChangeNoteSchema>

/** Notes of one person: a hand that pastes a list has room, a script has not. Not measured. */
const pace = { burst: 100, perSecond: 2 } as const

/** An own note of the running step. */
interface FoundNote {
  readonly note: string
  readonly step: StepPath
  readonly field: string
  readonly author: string | null
}

/** A note that waits for its place on the board. */
interface Waiting {
  readonly note: NewNote & { readonly id: string; readonly text: string }
  readonly table: number | null
  readonly signature: string
  /** Its step is over. */
  readonly isLate: boolean
}

/**
 * Notes that people add to the fields of shared steps. The server writes them, so that an unsigned one has no id of a
 * person. Its author shows a secret of which the note's id is made: the server keeps nothing that names the author, and
 * accepts the secret only while the step runs.
 */
export class FieldNotes {
  readonly #board: LiveBoard
  readonly #tools: Pick<ActivityTools, 'now' | 'photos'>
  readonly #paces = new Map<string, Bucket>()
  /** The notes of the next change of the board. */
  #next: { readonly notes: Waiting[]; readonly written: Promise<void> } | null = null
  #last: Promise<void> = Promise.resolve()

  constructor(board: LiveBoard, tools: Pick<ActivityTools, 'now' | 'photos'>) {
    this.#board = board
    this.#tools = tools
  }

  /** Returns the note's id as `{ note }`, also when it was added before. */
  async add(session: Session, adding: Adding): Promise<{ readonly note: string } | RefusalCode> {
    const id = noteIdOf(this.#board.id, adding.secret)
    if (this.#board.read((doc) => notesRoot(doc).has(id))) {
      const known = this.#board.read((doc) => readNote(doc, id))
      // It also comes again when it was written and the release failed.
      if (known?.author === null) await this.#release(session, known.photo)
      return { note: id }
    }
    const problem = this.#problemOf(session, adding)
    if (problem) return problem
    if (!this.#isInTime(session)) return 'too_many_requests'
    const { step, field } = this.#fieldOf(adding)
    const kinds = kindsOf(step, field)
    const kind = kinds.find((one) => one === adding.noteKind) ?? kinds[0]
    const { participant } = session
    const tint = adding.tint ?? kindTints[kind]
    const { text, blanks, from, photo } = adding
    const signs = isSigned(adding.audience)
    const origin = {
      step: adding.step,
      field: adding.field,
      ...(blanks && { blanks }),
      ...(from && { from }),
    }
    await this.#write({
      note: {
        id,
        x: 0,
        y: 0,
        author: signs ? participant.id : null,
        created: this.#tools.now(),
        kind,
        text: text.toWellFormed(),
        ...(tint && { tint }),
        ...(photo && { photo }),
        ...origin,
      },
      table: this.#board.read((doc) => tableOf(readTables(doc, phaseOf(adding.step)), participant.id)),
      signature: signs ? participant.name : '',
      isLate: adding.isLate === true,
    })
    if (!signs) await this.#release(session, photo)
    return { note: id }
  }

  async change(session: Session, changing: Changing): Promise<{ readonly note: string } | RefusalCode> {
    const found = this.#own(changing)
    if (typeof found === 'string') return found
    if (isWordless(changing)) return 'bad_request'
    const { step, field } = this.#fieldOf(found)
    if (!this.#mayShow(session, changing, { step, field })) return 'unknown_item'
    const { photo } = changing
    const kind = kindsOf(step, field).find((one) => one === changing.noteKind)
    await this.#board.write((doc) => {
      keepDecidedWords(doc, [found.note])
      changeWords(doc, found.note, {
        text: changing.text.toWellFormed(),
        blanks: changing.blanks ?? {},
        ...(kind && { kind }),
        ...(photo !== undefined && { photo }),
      })
    })
    if (found.author === null) await this.#release(session, photo)
    return { note: found.note }
  }

  async takeBack(
    secret: Static<typeof TakeBackNoteSchema>,
  ): Promise<{ readonly note: string } | RefusalCode> {
    const found = this.#own(secret)
    if (typeof found === 'string') return found
    await this.#board.write((doc) => {
      keepDecidedWords(doc, [found.note])
      removeNotes(doc, [found.note])
    })
    return { note: found.note }
  }

  #problemOf(session: Session, adding: Adding): RefusalCode | undefined {
    const agenda = this.#board.read(readAgenda)
    const placed = agenda && findStep(agenda.template, adding.step)
    const field = placed && fieldIn(placed.step, adding.field)
    if (!agenda || !field) return 'unknown_item'
    if (isWordless(adding)) return 'bad_request'
    if (!this.#mayShow(session, adding, { step: placed.step, field })) return 'unknown_item'
    if (rightToKeep(agenda.template, adding.step, adding.noteKind ?? '') !== undefined) return 'step_closed'
    const state = this.#board.read(boardStateOf)
    if (adding.isLate === true) {
      if (!isLeft(agenda, adding.step)) return 'agenda_moved'
      return state.writing === WritingMode.private ? 'writing_private' : undefined
    }
    if (!isTakingNotes(agenda, adding.step)) return 'agenda_moved'
    if (!audiencesIn(placed.step, adding.field).includes(adding.audience)) return 'wrong_audience'
    return barrierTo(session.role, Operation.addNote, state)
  }

  /** The picture of an unsigned note tells nobody who sent it. */
  async #release({ participant }: Session, photo: Changing['photo']): Promise<void> {
    if (photo) await this.#tools.photos.release(this.#board.id, participant.id, photo.id)
  }

  /** Only a field for stories takes a picture, and only one that its sender may use. */
  #mayShow(
    { participant }: Session,
    { photo }: Pick<Changing, 'photo'>,
    { step, field }: { readonly step: Step; readonly field: Field },
  ): boolean {
    if (!photo) return true
    const mayUse = this.#board.read((doc) => this.#tools.photos.mayUse(doc, participant.id, photo.id))
    return mayUse && takesPhoto(step, field)
  }

  /** The note of this secret, while its step runs. */
  #own({ secret }: { readonly secret: string }): FoundNote | RefusalCode {
    const note = noteIdOf(this.#board.id, secret)
    const { agenda, facts } = this.#board.read((doc) => ({
      agenda: readAgenda(doc),
      facts: readNote(doc, note),
    }))
    if (!facts) return 'unknown_item'
    const { step = '', field = '' } = facts
    if (!agenda || !isTakingNotes(agenda, step)) return 'agenda_moved'
    return { note, step, field, author: facts.author }
  }

  #fieldOf(at: { readonly step: StepPath; readonly field: string }): { step: Step; field: Field } {
    const agenda = this.#board.read(readAgenda)
    const step = agenda && findStep(agenda.template, at.step)?.step
    const field = step && fieldIn(step, at.field)
    if (!field) throw new Error('the field of a note that was checked must be there')
    return { step, field }
  }

  #isInTime({ participant: { id }, role }: Session): boolean {
    if (role === Role.facilitator) return true
    const now = performance.now()
    const bucket = this.#paces.get(id) ?? new Bucket(pace.perSecond, pace.burst, now)
    this.#paces.set(id, bucket)
    return bucket.take(1, now)
  }

  /** Notes that come while others are written share the next change of the board. */
  async #write(note: Waiting): Promise<void> {
    const notes: Waiting[] = []
    const next = (this.#next ??= {
      notes,
      written: this.#last.then(() => {
        this.#next = null
        return this.#writeAll(notes)
      }),
    })
    next.notes.push(note)
    this.#last = next.written.catch(() => undefined)
    return next.written
  }

  async #writeAll(coming: readonly Waiting[]): Promise<void> {
    await this.#board.write((doc) => {
      const notes = coming.map(({ note, table }) => ({ ...note, hasPhoto: note.photo !== undefined, table }))
      const top = topOf(doc)
      for (const [index, spot] of spotsFor(doc, notes).entries()) {
        const { note, signature, isLate = false } = coming[index] ?? {}
        if (!note) continue
        addNote(doc, { ...note, ...spot, z: top + 1 + index })
        writeSignature(doc, note.id, signature ?? '')
        if (isLate) markLateNotes(doc, [note.id])
      }
    })
  }
}

/** 126 bits of a digest: only the author knows words that lead to this id. */
export function noteIdOf(board: string, secret: string): string {
  return createHash('sha256').update(`${board} ${secret}`).digest('base64url').slice(0, 21)
}

/** Undefined for a step without this field. */
function fieldIn(step: Step, id: string): Field | undefined {
  return 'fields' in step ? step.fields.find((field) => field.id === id) : undefined
}

function isWordless({ text, blanks = {} }: Pick<Changing, 'text' | 'blanks'>): boolean {
  return [text, ...Object.values(blanks)].every((words) => words.trim() === '')
}
