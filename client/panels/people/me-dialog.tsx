import { useState } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../host/board-context.tsx'
import { useOutcome } from '../host/outcome.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { MeForm } from './me-form.tsx'
import { peopleWords } from './words.ts'

export function MeDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(peopleWords)
  const { model } = useBoard()
  const report = useOutcome()
  const [name, setName] = useState(model.me.get().name)
  const [colour, setColour] = useState(model.me.get().colour)
  return (
    <Dialog
      title={t('me')}
      size="small"
      isForm
      onClose={onClose}
      footer={
        <Button tone="accent" type="submit" form="me">
          {t('saveMe')}
        </Button>
      }
    >
      <form
        id="me"
        onSubmit={(event) => {
          event.preventDefault()
          report(model.commands.changeMe(name.trim(), colour), onClose)
        }}
      >
        <MeForm name={name} colour={colour} onName={setName} onColour={setColour} />
      </form>
    </Dialog>
  )
}
