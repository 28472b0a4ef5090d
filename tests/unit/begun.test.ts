import { expect, onTestFinished, test, vi } from 'vitest'
import { begunOf, keepBegun } from '#client/model/memory/begun.ts'
import { addedIn, addOwnNote, changeOwnNote, takeBackOwnNote } from '#client/panels/host/own-notes.ts'
import { Audience } from '#shared/workshop/audience.ts'
import { openModelAlone } from '#tests/support/open-model.ts'

/** The module as a page loads it, with the browser's storage that it finds. */
async function load() {
  vi.resetModules()
  return import('#client/model/memory/begun.ts')
}

test('begun words outlive the page, each under its place, until they are forgotten', async () => {
  vi.stubGlobal('localStorage', storage())
  onTestFinished(() => void vi.unstubAllGlobals())
  const need = {
    step: 'map/needs',
    field: 'needs',
    audience: Audience.open,
    text: 'A place',
    from: ['nurse'],
  } as const
  const before = await load()
  before.keepBegun('b', 'ana', 'map/needs/need', need)
  before.keepBegun('b', 'ana', 'open/kept/word', { ...need, text: 'Sent' })
  before.keepBegun('b', 'ana', 'open/kept/word', null)
  before.keepBegun('b', 'ben', '/note', { step: null, audience: Audience.hidden, text: 'Of Ben' })

  const { begunOf, forgetBegun } = await load()
  expect(begunOf('b', 'ana').get()).toEqual({ 'map/needs/need': need })
  forgetBegun('b', 'ana')
  expect(begunOf('b', 'ana').get()).toEqual({})
  const after = await load()
  expect(after.begunOf('b', 'ana').get()).toEqual({})
  expect(Object.keys(after.begunOf('b', 'ben').get())).toEqual(['/note'])
})

test('an entry that another program wrote is left out', async () => {
  vi.stubGlobal(
    'localStorage',
    storage({ 'boussole.begun.b.ana./x': '{"text":1}', 'boussole.begun.b.ana./y': '?' }),
  )
  onTestFinished(() => void vi.unstubAllGlobals())
  const { begunOf } = await load()
  expect(begunOf('b', 'ana').get()).toEqual({})
})

test('a picture that arrives keeps newer words of its story, and brings back none that was taken back', () => {
  const model = openModelAlone()
  const texts = begunOf(model.id, model.me.get().id)
  const step = 'day/stories'
  const own = () => addedIn(texts.get(), step)
  const add = (text: string) => {
    addOwnNote(model, { step, field: 'story', audience: Audience.open, text, kind: 'story' })
    const story = own().find((each) => each.text === text)
    if (!story) throw new Error('the story is not kept')
    return story
  }
  const photo = { id: 'p'.repeat(21), width: 4, height: 3 }
  const chosen = add('First words')
  changeOwnNote(model, chosen, { text: 'Newer words' })
  changeOwnNote(model, chosen, { photo })
  expect(own()).toMatchObject([{ text: 'Newer words', photo }])
  takeBackOwnNote(model, chosen)
  changeOwnNote(model, chosen, { photo })
  expect(texts.get()).toEqual({})

  // The server has this one: it is forgotten once the server has taken it back.
  const sent = add('Sent words')
  const [place = ''] = Object.keys(texts.get())
  keepBegun(model.id, model.me.get().id, place, { ...sent, isSent: true })
  takeBackOwnNote(model, { ...sent, isSent: true })
  changeOwnNote(model, sent, { photo })
  expect(own()).toEqual([])
  expect(texts.get()[place]).toMatchObject({ isGone: true, isSent: true })
})

/** As a browser's storage, whose entries are its properties. */
function storage(entries: Readonly<Record<string, string>> = {}): Storage {
  const found: Record<string, string> = { ...entries }
  const methods = {
    getItem: (name: string) => found[name] ?? null,
    setItem: (name: string, value: string) => void (found[name] = value),
    removeItem: (name: string) => void delete found[name],
  }
  return new Proxy(found, { get: (_, name) => Reflect.get(methods, name) }) as unknown as Storage
}
