import type { NodeNews } from '../contracts/nodes.ts'

export interface NodeFigures extends Pick<NodeNews, 'boards' | 'takeovers' | 'fenced'> {
  /** Requests and websockets of boards: those answered here, and those that another server answers. */
  readonly own: number
  readonly forwarded: number
}

/** This server among those that share a database. */
export interface Node {
  readonly heard: (news: NodeNews, warn: (problem: string) => void) => void
  /** Keeps a function to call when other servers may have the boards. */
  readonly onLost: (forget: () => void) => void
  readonly counted: (isForwarded: boolean) => void
  readonly figures: () => NodeFigures
  /** Milliseconds since 1970 by the database's clock: all servers act on deadlines at one time. */
  readonly now: () => number
}

export function openNode(): Node {
  const forgetting: (() => void)[] = []
  let last: NodeNews = { isLost: false, boards: 0, takeovers: 0, fenced: 0, clockMs: 0 }
  let [own, forwarded] = [0, 0]
  return {
    heard: (news, warn) => {
      last = news
      if (!news.isLost) return
      warn('the database was not reached in time, so all boards are loaded again')
      for (const forget of forgetting) forget()
    },
    onLost: (forget) => void forgetting.push(forget),
    counted: (isForwarded) => {
      if (isForwarded) forwarded += 1
      else own += 1
    },
    figures: () => ({ boards: last.boards, takeovers: last.takeovers, fenced: last.fenced, own, forwarded }),
    now: () => Date.now() + Math.round(last.clockMs),
  }
}
