import type { Page } from '@playwright/test';

/** All that the program answers the page from now on, events too while they come, as text; headers with it. */
export async function recordTraffic(page: Page): Promise<() => string> {
  const session = await page.context().newCDPSession(page);
  let seen = '';
  const add = (data: string | undefined): void => {
    seen += Buffer.from(data ?? '', 'base64').toString();
  };
  session.on('Network.dataReceived', ({ data }) => add(data));
  session.on('Network.responseReceived', ({ requestId, response }) => {
    seen += `\n${response.url} ${JSON.stringify(response.headers)}\n`;
    session.send('Network.streamResourceContent', { requestId }).then(
      ({ bufferedData }) => add(bufferedData),
      () => whole(requestId),
    );
  });
  /** One that had ended before it could be followed. */
  const whole = (requestId: string): void => {
    session.send('Network.getResponseBody', { requestId }).then(
      ({ body, base64Encoded }) => {
        seen += base64Encoded ? Buffer.from(body, 'base64').toString() : body;
      },
      () => undefined,
    );
  };
  await session.send('Network.enable');
  return () => seen;
}
