/** Loads what the server accepts into a page of the product. Part of `npm run fuzz`; `--only WORDS` for one document. */
import {
  harmfulDocuments,
  harmfulFacts,
  honestDocument,
  randomDocument,
  type HarmfulDocument,
} from '#tests/corpus/harmful-documents.ts'
import { launchChromium } from '#tests/support/chromium.ts'
import { figure, markdown } from '#tests/support/figures.ts'
import { seededRandom, testSeed } from '#tests/support/random.ts'
import { readArguments } from '#tests/support/read-arguments.ts'
import { newTempFolder, startStandaloneServer } from '#tests/support/standalone-server.ts'
import { leastOf, pageFaultsOf } from './faults.ts'
import { phases, tryDocument, type DocumentCost } from './hostile-documents.ts'
import { openHostilePage } from './hostile-page.ts'

/** A document with a fault is tried so many times more: a fault of the page is there each time. */
const mostRepeats = 2

const usage = 'node tests/fuzz/pages.ts [--seed 123 --only "one word" --documents 8]'
const { values } = readArguments(
  {
    options: {
      seed: { type: 'string' },
      minutes: { type: 'string' },
      only: { type: 'string', default: '' },
      documents: { type: 'string', default: '8' },
    },
  },
  usage,
)
const seed = values.seed === undefined ? testSeed() : Number(values.seed)
const random = seededRandom(seed)
const documents = [
  ...harmfulDocuments,
  ...harmfulFacts,
  ...Array.from({ length: Number(values.documents) }, () => randomDocument(random.below(2 ** 31))),
].filter(({ name }) => name.includes(values.only))

console.log(`Seed ${seed}, ${documents.length} documents in one page`)
const folder = await newTempFolder()
const server = await startStandaloneServer(folder.path)
const browser = await launchChromium()
try {
  const hostile = await openHostilePage(browser, server.url.replace('ws', 'http'))
  const tried = (document: HarmfulDocument): Promise<DocumentCost> =>
    tryDocument(server, hostile, document).catch((error: unknown) => {
      throw new Error(`Seed ${seed}: ${document.name}`, { cause: error })
    })
  const honestCost = async (count: number): Promise<DocumentCost> =>
    leastOfBoth(await tried(honestDocument(count)), await tried(honestDocument(count)))
  const honest = { small: await honestCost(60), large: await honestCost(10_000) }
  const costs = [honest.small, honest.large]
  const faultsIn = (cost: DocumentCost): readonly string[] =>
    phases.flatMap((phase) =>
      pageFaultsOf(phase, cost[phase], (cost.isLarge ? honest.large : honest.small)[phase]),
    )
  const faults: string[] = []
  for (const document of documents) {
    let cost = await tried(document)
    for (let again = 0; again < mostRepeats && faultsIn(cost).length > 0; again += 1)
      cost = leastOfBoth(cost, await tried(document))
    costs.push(cost)
    console.log(`${cost.name}: ${phases.map((phase) => figure(cost[phase].longestMs)).join(', ')} ms`)
    for (const fault of faultsIn(cost)) faults.push(`${cost.name}: ${fault}`)
  }
  console.log(table(costs))
  for (const fault of faults) console.error(`Seed ${seed}: ${fault}`)
  process.exitCode = faults.length === 0 ? 0 : 1
} finally {
  await browser.close()
  await server.process.stop()
  await folder.remove()
}

function leastOfBoth(one: DocumentCost, other: DocumentCost): DocumentCost {
  const { arrives, looked, opens } = one
  return {
    ...one,
    arrives: leastOf([arrives, other.arrives]),
    looked: leastOf([looked, other.looked]),
    opens: leastOf([opens, other.opens]),
  }
}

function table(costs: readonly DocumentCost[]): string {
  return markdown({
    title: 'What the server accepts, in a page',
    columns: ['', ...phases.flatMap((phase) => [`${phase}, ms`, 'MB'])],
    rows: costs.map((cost) => [
      cost.name,
      ...phases.flatMap((phase) => [figure(cost[phase].longestMs), figure(cost[phase].heapMb)]),
    ]),
    note: 'ms: CPU of the longest task of the page’s main thread. MB: live objects afterwards.',
  })
}
