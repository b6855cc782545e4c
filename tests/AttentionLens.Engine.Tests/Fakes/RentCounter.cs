namespace AttentionLens.Engine.Tests;

internal sealed class RentCounter
{
    public int Rented { get; private set; }

    public int Most { get; private set; }

    public void Add(int change)
    {
        Rented += change;
        Most = Math.Max(Most, Rented);
    }
}
