using System.Buffers;

namespace AttentionLens;

/// <summary>Statistics that can be gathered in parts: merged, written and read back, so that a corpus can be cut over many processes.</summary>
/// <typeparam name="TSelf">The statistics themselves.</typeparam>
public interface IAccumulator<TSelf>
    where TSelf : class, IAccumulator<TSelf>
{
    /// <summary>Adds the statistics of later examples.</summary>
    /// <param name="other">The later part; it is not used again.</param>
    void Merge(TSelf other);

    /// <summary>Writes the statistics, in the same bytes for the same state on every machine.</summary>
    /// <param name="writer">Takes the bytes.</param>
    void WriteTo(IBufferWriter<byte> writer);

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    /// <param name="source">The bytes, possibly from a stranger.</param>
    /// <exception cref="LensInputException">They are not such a state.</exception>
    static abstract TSelf ReadFrom(ReadOnlySpan<byte> source);
}
