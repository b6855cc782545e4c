using System.Buffers;

namespace AttentionLens.Engine.Tests;

/// <summary>Statistics that call back when they are merged.</summary>
internal sealed class MergeTrap(Action onMerge) : IAccumulator<MergeTrap>
{
    public static MergeTrap ReadFrom(ReadOnlySpan<byte> source) => new(() => { });

    public void Merge(MergeTrap other) => onMerge();

    public void WriteTo(IBufferWriter<byte> writer)
    {
    }
}
