import { useStore } from '@nanostores/react'
import { useEffect } from 'react'
import { Button } from '../ui/button.tsx'
import { isStageAside } from './stage-aside.ts'

interface StageSwitchProps {
  readonly toStage: string
  readonly toBoard: string
  readonly tone?: 'quiet' | 'neutral'
}

/** Shows the board in place of the stage, and the stage again. Another step begins with its stage. */
export function StageSwitch({ toStage, toBoard, tone = 'quiet' }: StageSwitchProps) {
  const isAside = useStore(isStageAside)
  useEffect(() => () => isStageAside.set(false), [])
  return (
    <Button tone={tone} onClick={() => isStageAside.set(!isAside)}>
      {isAside ? toStage : toBoard}
    </Button>
  )
}
