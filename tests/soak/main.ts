import { seededRandom, testSeed } from '#tests/support/random.ts'
import { readArguments } from '#tests/support/read-arguments.ts'
import { activity } from './activity.ts'
import { disk } from './disk.ts'
import type * as ghostsStory from './ghosts.ts'
import { kill } from './kill.ts'
import { loadPageCode } from './load-page-code.ts'
import { nodes, nodeScenarios } from './nodes.ts'
import { restart } from './restart.ts'
import { soak } from './soak.ts'
import type * as statesStory from './states.ts'

const usage = `npm run soak [-- --minutes 30 --seed 123], npm run soak -- kill [--rounds 100], npm run soak -- nodes [${nodeScenarios.join('|')}] [--rounds 100], npm run soak -- restart, npm run soak -- ghosts [--people 3,10,30,300 --second], npm run soak -- states [--template purpose-day --phases opening,decide --pictures FOLDER --unchecked], npm run soak -- disk, or npm run soak -- activity.`
const { values, positionals } = readArguments(
  {
    allowPositionals: true,
    options: {
      minutes: { type: 'string', default: '30' },
      rounds: { type: 'string', default: '100' },
      people: { type: 'string', default: '3,10,30,300' },
      second: { type: 'boolean', default: false },
      template: { type: 'string' },
      phases: { type: 'string', default: '' },
      pictures: { type: 'string' },
      unchecked: { type: 'boolean', default: false },
      seed: { type: 'string' },
    },
  },
  usage,
)
const [what = 'soak', ...others] = positionals
const [minutes, rounds] = [Number(values.minutes), Number(values.rounds)]
const crowds = values.people.split(',').map(Number)
const seed = values.seed === undefined ? testSeed() : Number(values.seed)
const random = seededRandom(seed)
const stories = {
  soak: () => soak(minutes, random),
  ghosts: async () => {
    const played = await loadPageCode<typeof ghostsStory>('/tests/soak/ghosts.ts')
    return values.second ? played.secondWorkshops(crowds, random) : played.ghosts(crowds, random)
  },
  states: async () => {
    const phases = values.phases.split(',').filter(Boolean)
    const { states } = await loadPageCode<typeof statesStory>('/tests/soak/states.ts')
    return states(
      { template: values.template, phases, pictures: values.pictures, isChecked: !values.unchecked },
      random,
    )
  },
  kill: () => kill(rounds, random),
  nodes: () => nodes(others, rounds, random),
  restart,
  disk,
  activity,
}
if (
  !others.every((name) => what === 'nodes' && nodeScenarios.includes(name)) ||
  !isStory(what) ||
  ![minutes, rounds, seed, ...crowds].every((number) => number > 0)
) {
  console.error(usage)
  process.exit(1)
}
console.log(`Seed ${seed}`)
process.exit((await stories[what]()) ? 0 : 1)

function isStory(name: string): name is keyof typeof stories {
  return Object.hasOwn(stories, name)
}
