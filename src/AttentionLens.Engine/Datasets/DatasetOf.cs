using System.Buffers;

namespace AttentionLens.Engine;

/// <inheritdoc/>
internal sealed class Dataset<TState>(AnalyzerRun owner, Func<TState> create) : Dataset
    where TState : class, IAccumulator<TState>
{
    private TState? _total;
    private TState? _batch;

    public List<Action<TState, AnalysisSink>> EndActions { get; } = [];

    public override bool IsOpen => _batch is not null;

    public TState State => _batch ?? throw new InvalidOperationException("Statistics are filled during a batch alone.");

    public override void BeginBatch()
    {
        if (IsBroken || owner.IsStopped)
        {
            return;
        }

        try
        {
            _batch = Create();
        }
        catch (Exception exception)
        {
            owner.FailBatch(exception, default);
        }
    }

    public override void DropBatch() => _batch = null;

    public override void EndBatch()
    {
        if (_batch is { } batch)
        {
            _batch = null;
            Merge(batch);
        }
    }

    public override void End()
    {
        if (IsBroken)
        {
            return;
        }

        foreach (Action<TState, AnalysisSink> action in EndActions)
        {
            try
            {
                action(_total ??= Create(), owner.Sink);
            }
            catch (Exception exception)
            {
                owner.Fail(exception, default);
            }
        }
    }

    public override byte[]? Write()
    {
        if (IsBroken)
        {
            return null;
        }

        try
        {
            ArrayBufferWriter<byte> writer = new();
            (_total ??= Create()).WriteTo(writer);
            return writer.WrittenSpan.ToArray();
        }
        catch (Exception exception)
        {
            owner.Fail(exception, default);
            return null;
        }
    }

    public override void MergeWritten(ReadOnlyMemory<byte>? written)
    {
        if (written is not { } bytes || IsBroken)
        {
            IsBroken = true;
            return;
        }

        try
        {
            Merge(TState.ReadFrom(bytes.Span) ?? throw new InvalidOperationException("ReadFrom gave null; expected statistics."));
        }
        catch (LensInputException exception)
        {
            throw new LensInputException($"The statistics of analyzer '{owner.Name}' cannot be read: {exception.Message}", exception);
        }
        catch (Exception exception)
        {
            IsBroken = true;
            owner.Fail(exception, default);
        }
    }

    private void Merge(TState part)
    {
        try
        {
            (_total ??= Create()).Merge(part);
        }
        catch (Exception exception)
        {
            // The total may hold half of the part.
            IsBroken = true;
            owner.FailBatch(exception, default);
        }
    }

    private TState Create() => create() ?? throw new InvalidOperationException("The statistics to start from are null; create empty ones.");
}
