export { fakeJob } from './jobs';
export { FakeStudio } from './studio';
