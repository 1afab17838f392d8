import clip from '../assets/selftest.mp4';

/** A machine that needs longer than this to decode ten small frames says nothing of its codecs. */
const PATIENCE_MS = 10_000;

/** What the test needs of a video element. */
type Element = Pick<
  HTMLVideoElement,
  'canPlayType' | 'videoWidth' | 'muted' | 'preload' | 'src' | 'load' | 'removeAttribute'
> &
  Pick<EventTarget, 'addEventListener'>;

/**
 * Whether this window plays what engines deliver: a small clip is decoded out of sight.
 * What a window says of itself is not enough, since WebKitGTK promises H.264 by a list
 * and finds out with the first file that a decoder is missing. Null when that could not
 * be found out.
 */
export async function playsH264(
  element: Element = document.createElement('video'),
  read: () => Promise<Blob> = async () => (await fetch(clip)).blob(),
): Promise<boolean | null> {
  if (element.canPlayType('video/mp4; codecs="avc1.640028"') === '') return false;
  let address: string | undefined;
  try {
    // WebKitGTK plays from a blob, but not from the page's own scheme.
    address = URL.createObjectURL(await read());
    return await decodes(element, address);
  } catch {
    return null;
  } finally {
    element.removeAttribute('src');
    element.load();
    if (address) URL.revokeObjectURL(address);
  }
}

function decodes(element: Element, address: string): Promise<boolean | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), PATIENCE_MS);
    const answer = (plays: boolean) => {
      clearTimeout(timer);
      resolve(plays);
    };
    element.addEventListener('loadeddata', () => answer(element.videoWidth > 0));
    element.addEventListener('error', () => answer(false));
    element.muted = true;
    element.preload = 'auto';
    element.src = address;
  });
}
