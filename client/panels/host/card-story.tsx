import { useStory } from './use-story.ts'

interface CardStoryProps {
  readonly id: string
  /** Nothing stands before it on its line. */
  readonly isFirst: boolean
}

/** The story of a thing so far, on one line. */
export function CardStory({ id, isFirst }: CardStoryProps) {
  const said = useStory(id)
  return said.length > 0 && `${isFirst ? '' : ' · '}${said.join(' · ')}`
}
