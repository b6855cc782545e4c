// The thread team and the pool belong to the process: tests that resize or count them must be alone.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
