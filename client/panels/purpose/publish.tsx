import { useStore } from '@nanostores/react'
import type { Adoption } from '#shared/workshop/adoption.ts'
import { isUnclaimed } from '#shared/workshop/unclaimed.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../host/board-context.tsx'
import { useRunCommand } from '../host/use-activity.ts'
import { Button } from '../ui/button.tsx'
import { purposeWords } from './words.ts'
import '../ui/calm-box.css'

interface PublishProps {
  /** Of the version that it makes. */
  readonly number: number
  readonly isBusy: boolean
  readonly onPublish: () => void
  readonly onClaimed: () => void
}

/** Publishes the page. An adoption that came with a file is published only after somebody has said that it is theirs. */
export function Publish({ number, isBusy, onPublish, onClaimed }: PublishProps) {
  const t = useWords(purposeWords)
  const run = useRunCommand()
  const unclaimed = useUnclaimed()
  if (unclaimed)
    return (
      <Button
        key="claim"
        tone="accent"
        isBusy={isBusy}
        onClick={() => run({ kind: 'adoption.claim', adoption: unclaimed.id }, onClaimed)}
      >
        {t('claim')}
      </Button>
    )
  return (
    <Button key="publish" tone="accent" isBusy={isBusy} onClick={onPublish}>
      {number === 1 ? t('publish') : t('publishAgain', { number })}
    </Button>
  )
}

export function ImportedHint() {
  const t = useWords(purposeWords)
  return useUnclaimed() ? <p className="calm-box">{t('importedHint')}</p> : null
}

function useUnclaimed(): Adoption | undefined {
  const last = useStore(useBoard().model.adoptions).at(-1)
  return last && isUnclaimed(last) ? last : undefined
}
