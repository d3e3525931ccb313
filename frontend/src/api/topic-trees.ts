/** Whole parts of a topic tree: mirrors `web/requests_topics.py` and `web/topic_routes.py`. */
import { call } from './http.ts';
import type { Identified } from './requests-books.ts';
import { object, string } from './validate.ts';

/** Marks and children of `topic` go to `into`; it is deleted. */
export interface MergeTopics extends Identified {
  op: 'merge_topics';
  topic: string;
  into: string;
}

/** `made` is the new topic, which takes over the marks. */
export interface SplitTopic extends Identified {
  op: 'split_topic';
  topic: string;
  made: string;
  name: string;
  marks: string[];
}

/** One topic a line, the deeper ones indented. */
export interface SeedTopics extends Identified {
  op: 'seed_topics';
  course: string;
  text: string;
}

export type TopicTreeRequest = MergeTopics | SplitTopic | SeedTopics;

const proposed = object<{ text: string }>({ text: string });

/** The topics that a source's contents, or another course, would give: one a line. */
export const proposeTopics = (from: { source: string } | { course: string }): Promise<string> =>
  call(`/api/topics/proposed?${new URLSearchParams(from).toString()}`, proposed).then(
    ({ text }) => text,
  );
