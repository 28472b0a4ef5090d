import { hashOfText } from '#server/basics/hashes.ts'
import type { Step, Template } from '#shared/agenda/template.ts'
import type { CreatedBoard } from '#shared/wire/http.ts'
import type { ServerClient } from './server.ts'

/** Statements of a board that is to be tested: each with its versions, the first one first. */
export async function boardWithStatements(
  server: Pick<ServerClient, 'ask'>,
  statements: readonly {
    readonly id: string
    readonly versions: readonly string[]
    /** Its words now, if they are not those of the last version. */
    readonly text?: string
  }[],
  language: 'en' | 'fr' = 'en',
): Promise<CreatedBoard> {
  const at = 1_795_000_000_000
  const versions = statements.flatMap(({ id, versions: texts }, place) =>
    texts.map((text, index) => ({
      id: `${id}v${index + 1}`,
      statement: id,
      number: index + 1,
      text,
      at: at + 10 * place + index,
      hash: hashOfText(text),
      parents: index === 0 ? [] : [`${id}v${index}`],
    })),
  )
  const { status, body } = await server.ask('POST', '/api/imports', {
    format: 'boussole-board',
    version: 1,
    title: 'Our purpose',
    language,
    notes: [],
    clusters: [],
    rounds: [],
    statements: statements.map(({ id, versions: texts, text }, index) => ({
      id,
      step: 'challenge/rewrite',
      number: index + 1,
      from: [],
      at,
      text: text ?? texts.at(-1) ?? '',
    })),
    versions,
  })
  if (status !== 201) throw new Error(`not imported: ${JSON.stringify(body)}`)
  return body as CreatedBoard
}

const base = { seconds: 600, activity: 'test' } as const

/** A swap of names, then the opposite in words. */
export function testTemplate(swap: Partial<Extract<Step, { activity: 'test' }>> = {}): Template {
  return {
    format: 'boussole-template',
    version: 1,
    id: 'tests',
    title: { en: 'Tests', fr: 'Épreuves' },
    ask: [
      { id: 'team', kind: 'text', label: { en: 'Your team' } },
      { id: 'others', kind: 'text', label: { en: 'Other organisations' }, isOptional: true },
    ],
    phases: [
      {
        id: 'challenge',
        title: { en: 'Challenge', fr: 'Éprouver' },
        steps: [
          {
            ...base,
            id: 'swap',
            prompt: [
              { en: 'Swap the name', fr: 'Changez le nom' },
              { en: 'Nobody sees your answer.', fr: 'Personne ne voit votre réponse.' },
            ],
            writing: 'none',
            kind: 'swap',
            namesFrom: 'others',
            oursFrom: 'team',
            ...swap,
          },
          {
            ...base,
            id: 'opposite',
            prompt: [{ en: 'Write the opposite', fr: 'Écrivez le contraire' }],
            writing: 'private',
            kind: 'opposite',
          },
        ],
      },
    ],
  }
}
