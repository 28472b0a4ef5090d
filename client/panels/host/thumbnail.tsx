import { Image } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import type { Photo } from '#shared/board/photo.ts'
import { useBoard } from './board-context.tsx'
import { usePhoto } from './use-photo.ts'
import { hostWords } from './words.ts'
import './thumbnail.css'

/**
 * The photo of a note in a list. It is downloaded when it scrolls into view. A press opens it in full size.
 */
export function Thumbnail({ of, photo }: { of: string; photo: Photo }) {
  const t = useWords(hostWords)
  const { model } = useBoard()
  const place = useRef<HTMLButtonElement>(null)
  const [isSeen, setIsSeen] = useState(false)
  useEffect(() => {
    const element = place.current
    if (!element) return
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && setIsSeen(true),
      { rootMargin: '200px' },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  const { url } = usePhoto(isSeen ? photo.id : undefined)
  const name = photo.alt === undefined ? t('photo.bareItem') : t('photo.item', { alt: photo.alt })
  return (
    <button
      type="button"
      ref={place}
      className="thumbnail"
      aria-label={`${name}. ${t('viewPhoto')}`}
      onClick={() => model.ui.viewing.set(of)}
    >
      {url === undefined ? <Image aria-hidden="true" /> : <img src={url} alt="" draggable={false} />}
    </button>
  )
}
