// The number of threads, the current folder and the culture belong to the process; the tests change them.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
