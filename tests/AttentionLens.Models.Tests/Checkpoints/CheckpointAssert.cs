using AttentionLens.Models.Checkpoints;

namespace AttentionLens.Models.Tests.Checkpoints;

internal static class CheckpointAssert
{
    /// <summary>The same names, shapes and values, bit for bit once widened.</summary>
    public static void SameValues(Checkpoint expected, Checkpoint actual)
    {
        Assert.Equal(expected.Tensors.Keys, actual.Tensors.Keys);
        foreach (CheckpointTensor tensor in expected.Tensors.Values)
        {
            Assert.Equal(tensor.Shape.AsEnumerable(), actual.Tensors[tensor.Name].Shape);
            Assert.Equal(Bits(expected, tensor), Bits(actual, actual.Tensors[tensor.Name]));
        }
    }

    public static int[] Bits(Checkpoint checkpoint, CheckpointTensor tensor) =>
        [.. Values(checkpoint, tensor).Select(BitConverter.SingleToInt32Bits)];

    public static float[] Values(Checkpoint checkpoint, CheckpointTensor tensor)
    {
        float[] values = new float[tensor.Length];
        checkpoint.Read(tensor, values);
        return values;
    }
}
