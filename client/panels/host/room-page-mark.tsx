import { useWords } from '../../i18n/use-words.ts'
import { hostWords } from './words.ts'
import './room-page-mark.css'

/** More are the number alone. Not measured. */
const mostMarks = 9

/** On a projector: which page of how many the room reads. Nothing for one. */
export function RoomPageMark({ page, pages }: { readonly page: number; readonly pages: number }) {
  const t = useWords(hostWords)
  if (pages <= 1) return null
  return (
    <p className="room-page tabular">
      {pages <= mostMarks &&
        Array.from({ length: pages }, (_, place) => (
          // A mark is its place.
          <span key={place} className="room-page__mark" data-now={place === page || undefined} />
        ))}
      {t('roomPage', { page: page + 1, pages })}
    </p>
  )
}
