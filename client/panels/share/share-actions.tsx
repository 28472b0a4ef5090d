import { Projector, Share2 } from 'lucide-react'
import { may } from '#shared/activities/policy.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { Role } from '#shared/workshop/role.ts'
import { route } from '../../routing/route.ts'
import type { Actions, OpenBoard } from '../host/feature.ts'
import { openProjector } from './share-dialog.tsx'
import { shareDialog } from './share-button.tsx'
import { syncLinks } from './sync-links.ts'
import { shareWords } from './words.ts'

export const shareActions: Actions = {
  list: (board) => {
    const { model, shell } = board
    const mayShare = may(model.role, Operation.manageLinks)
    return [
      {
        id: 'share',
        label: shareWords.t('heading'),
        icon: <Share2 />,
        section: 'people',
        inMenu: false,
        isPossible: mayShare,
        run: () => shell.open(shareDialog),
      },
      {
        id: 'projector',
        label: shareWords.t('projector'),
        icon: <Projector />,
        section: 'people',
        inMenu: true,
        isPossible: (model.role === Role.viewer && route.get().page !== 'embed') || mayShare,
        run: () => void project(board),
      },
    ]
  },
}

async function project({ model, shell, asking }: OpenBoard): Promise<void> {
  if (openProjector(model)) return
  await syncLinks(asking)
  if (openProjector(model)) return
  model.notices.show({ text: shareWords.t('projectorUnknown'), tone: 'plain' })
  shell.open(shareDialog)
}
