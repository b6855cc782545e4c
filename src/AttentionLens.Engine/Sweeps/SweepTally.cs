namespace AttentionLens.Engine;

/// <summary>Counts what sweeps run.</summary>
internal sealed class SweepTally
{
    private long _variants;
    private long _passes;
    private long _stages;
    private long _loopStages;
    private long _begun;
    private long _memory;

    /// <summary>What was counted; null where no sweep ran.</summary>
    public SweepWork? Work => _variants == 0 ? null : new SweepWork(_variants, _passes, _stages, _loopStages, _memory) { Begun = _begun };

    /// <summary>Counts a pass.</summary>
    /// <param name="start">Where it started.</param>
    /// <param name="last">The last stage it went through.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="memory">The bytes that it and all states took.</param>
    public void Add(SweepStart start, int last, int rows, long memory)
    {
        _passes++;
        _stages += (long)(last + 1 - start.Stage) * rows;
        _begun += start.Point is null ? 0 : rows;
        _memory = Math.Max(_memory, memory);
    }

    /// <summary>Counts what a plain loop runs.</summary>
    /// <param name="variants">The variants.</param>
    /// <param name="stages">The model's stages.</param>
    public void AddLoop(int variants, int stages)
    {
        _variants += variants;
        _loopStages += (long)variants * stages;
    }
}
