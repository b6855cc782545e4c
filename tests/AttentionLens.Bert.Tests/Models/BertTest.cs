using AttentionLens.Models;

namespace AttentionLens.Bert.Tests.Models;

/// <summary>Owns the models that a test loads.</summary>
public abstract class BertTest : IDisposable
{
    private readonly List<TransformerModel> _models = [];

    internal TransformerModel Load(string architecture)
    {
        TransformerModel model = SmallBert.Load(architecture);
        _models.Add(model);
        return model;
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => _models.ForEach(SmallBert.Dispose);

    internal static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int index = 0; index < expected.Length; index++)
        {
            double off = Math.Abs((double)expected[index] - actual[index]);
            Assert.True(off <= tolerance * Math.Max(1, Math.Abs(expected[index])), $"[{index}]: expected {expected[index]:G9}, found {actual[index]:G9}");
        }
    }

    internal static string AssertRefused(Action action, params string[] named)
    {
        string message = Assert.ThrowsAny<LensInputException>(action).Message;
        Assert.DoesNotContain('\n', message);
        Assert.All(named, part => Assert.Contains(part, message, StringComparison.Ordinal));
        return message;
    }
}
