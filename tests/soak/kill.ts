import { killedAfternoon } from '#tests/support/killed-afternoon.ts'
import { killRounds } from '#tests/support/kill-rounds.ts'
import { newTempFolder } from '#tests/support/standalone-server.ts'
import type { Random } from '#tests/support/random.ts'

/** The server is killed after at most so many answers: an afternoon of a hundred is killed some twenty times. */
const mostAnswers = 12

/**
 * So many kills while people write, and so many in the second half of purpose days. False when notes are lost. An afternoon
 * throws when anything of it is lost, there twice or half made.
 */
export async function kill(rounds: number, random: Random): Promise<boolean> {
  const { promised, ...lost } = await inFolder((path) =>
    killRounds(path, rounds, random, (round) => {
      if (round % 10 === 0) console.log(`${round} rounds`)
    }),
  )
  console.log(
    `Killed ${rounds} times; ${promised} notes were promised. Acknowledged but lost: ${lost.acknowledgedButLost}. Seen by others but lost: ${lost.seenButLost}.`,
  )
  let [killed, days, answers] = [0, 0, 0]
  while (killed < rounds) {
    const day = await inFolder((dataDir) =>
      killedAfternoon({ dataDir, random, mostAnswers, kills: rounds - killed }),
    )
    killed += day.kills
    answers += day.promised
    days += 1
    console.log(`${days} afternoons, killed ${killed} times`)
  }
  console.log(
    `Killed ${killed} times in ${days} afternoons; ${answers} answers were promised. All are there, once; nothing is half made.`,
  )
  return lost.acknowledgedButLost + lost.seenButLost === 0
}

async function inFolder<Result>(work: (path: string) => Promise<Result>): Promise<Result> {
  const folder = await newTempFolder()
  try {
    return await work(folder.path)
  } finally {
    await folder.remove()
  }
}
