/** Results of a job elsewhere, read from topics into the store. The door is {@link io.sojourn.api.feed.ResultFeed}. */
package io.sojourn.api.feed;
