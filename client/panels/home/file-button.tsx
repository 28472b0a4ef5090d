import { FileUp } from 'lucide-react'
import { useRef, type ReactNode } from 'react'
import { Button } from '../ui/button.tsx'

interface FileButtonProps {
  /** The name of the field. */
  readonly label: string
  readonly isBusy: boolean
  readonly onFile: (file: File) => void
  readonly children: ReactNode
}

/** A button that takes one file of Boussole from this computer. */
export function FileButton({ label, isBusy, onFile, children }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button icon={<FileUp />} isBusy={isBusy} onClick={() => input.current?.click()}>
        {children}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept="application/json,.json"
        aria-label={label}
        onChange={(event) => {
          const file = event.target.files?.[0]
          // Allows to choose the same file again after an error.
          event.target.value = ''
          if (file) onFile(file)
        }}
      />
    </>
  )
}
