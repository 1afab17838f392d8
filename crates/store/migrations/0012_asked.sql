-- What a batch was asked for, as a digest: whoever sends an order once more, since its answer
-- was lost, is given the batch that is there, and another order under the same id is refused.

ALTER TABLE batches ADD COLUMN asked BLOB CHECK (length(asked) = 32);
