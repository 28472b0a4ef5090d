import * as Y from 'yjs'
import { addCluster } from '#shared/board/change-cluster.ts'
import { addNote, tints } from '#shared/board/note.ts'
import { noteSide } from '#shared/geometry/sizes.ts'
import { capital } from '#shared/text/letters.ts'

const words =
  'we help people who care for others to find their way through a maze of forms so that nobody waits for an answer which somebody already has and every hour saved goes back to those who need it most because trust grows where things are said plainly and promises are small enough to keep'.split(
    ' ',
  )

const specials = [
  'Un service public qui répond en une journée, même l’été',
  'لماذا نحن هنا؟ لأن الناس ينتظرون جوابا',
  'למה אנחנו כאן? כי אנשים מחכים לתשובה',
  '我们为什么在这里？因为人们在等待答案。',
  '誰のために働くのか。毎日、現場で考える。',
  'Merci 🙏🏽 à toute l’équipe 👩‍👩‍👧‍👦 🎉',
  'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
]

/** The same board for the same arguments: notes in rows, every so many of them in a named cluster. */
export function sampleBoard(count: number, share = 0.3): Y.Doc {
  const doc = new Y.Doc()
  const random = generator(count)
  const columns = Math.max(3, Math.ceil(Math.sqrt(count * 1.6)))
  const step = noteSide + 40
  doc.transact(() => {
    let group: string[] = []
    for (let index = 0; index < count; index += 1) {
      const special = index % 13 === 5 ? specials[Math.floor(index / 13) % specials.length] : undefined
      const id = addNote(doc, {
        id: `n${index}`,
        x: (index % columns) * step + Math.floor(Math.floor((index % columns) / 4)) * 60,
        y: Math.floor(index / columns) * (step + 60),
        z: index + 1,
        author: 'bench',
        created: 1,
        tint: tints[Math.floor(random() * tints.length)] ?? 'sun',
        text: special ?? sentence(random),
      })
      group.push(id)
      const isRowEnd = index % columns === columns - 1
      if (group.length === 4 || isRowEnd) {
        if (group.length > 1 && random() < share) {
          const tint = tints[Math.floor(random() * tints.length)] ?? 'sand'
          addCluster(doc, group, { id: `c${index}`, title: random() < 0.85 ? sentence(random, 4) : '', tint })
        }
        group = []
      }
    }
  })
  return doc
}

function sentence(random: () => number, length = 3 + Math.floor(random() ** 2 * 26)): string {
  const from = Math.floor(random() * words.length)
  const text = Array.from({ length }, (_, index) => words[(from + index) % words.length]).join(' ')
  return capital(text)
}

/** mulberry32: small, good enough, and the same everywhere. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
