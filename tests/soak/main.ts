import { killRounds } from '#tests/support/kill-rounds.ts'
import { newFolder } from '#tests/support/lone-server.ts'
import { seededRandom, testSeed } from '#tests/support/random.ts'
import { readArguments } from '#tests/support/read-arguments.ts'
import { restart } from './restart.ts'
import { soak } from './soak.ts'

const usage =
  'npm run soak [-- --minutes 30 --seed 123], npm run soak -- kill [--rounds 100], or npm run soak -- restart.'
const { values, positionals } = readArguments(
  {
    allowPositionals: true,
    options: {
      minutes: { type: 'string', default: '30' },
      rounds: { type: 'string', default: '100' },
      seed: { type: 'string' },
    },
  },
  usage,
)
const [what = 'soak', ...others] = positionals
const [minutes, rounds] = [Number(values.minutes), Number(values.rounds)]
const seed = values.seed === undefined ? testSeed() : Number(values.seed)
if (
  others.length > 0 ||
  !['soak', 'kill', 'restart'].includes(what) ||
  ![minutes, rounds, seed].every((number) => number > 0)
) {
  console.error(usage)
  process.exit(1)
}
console.log(`Seed ${seed}`)
const random = seededRandom(seed)
const isHeld = await (what === 'kill' ? kill() : what === 'restart' ? restart() : soak(minutes, random))
process.exit(isHeld ? 0 : 1)

async function kill(): Promise<boolean> {
  const folder = await newFolder()
  try {
    const report = await killRounds(folder.path, rounds, random, (round) => {
      if (round % 10 === 0) console.log(`${round} rounds`)
    })
    console.log(
      `Killed ${rounds} times; ${report.promised} notes were promised. Acknowledged but lost: ${report.acknowledgedButLost}. Seen by others but lost: ${report.seenButLost}.`,
    )
    return report.acknowledgedButLost + report.seenButLost === 0
  } finally {
    await folder.remove()
  }
}
